from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "meerwaarde.platform.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
