from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "meerwaarde.stages.procurement"
    label = "procurement"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meerwaarde.stages.procurement import slots, tasks  # noqa: F401, PLC0415 (register when loaded)
