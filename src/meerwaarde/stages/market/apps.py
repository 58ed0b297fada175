from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "meerwaarde.stages.market"
    label = "market"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meerwaarde.stages.market import slots, tasks  # noqa: F401, PLC0415 (register when apps are loaded)
