from django.apps import AppConfig


class SpendConfig(AppConfig):
    name = "meerwaarde.stages.spend"
    label = "spend"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meerwaarde.stages.spend import slots, tasks  # noqa: F401, PLC0415 (register when loaded)
