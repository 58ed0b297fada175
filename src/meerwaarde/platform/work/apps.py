from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "meerwaarde.platform.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"
