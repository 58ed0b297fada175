from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "meerwaarde.stages.procurement"
    label = "procurement"
    default_auto_field = "django.db.models.BigAutoField"
