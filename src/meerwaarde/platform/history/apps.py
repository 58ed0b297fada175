from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "meerwaarde.platform.history"
    label = "history"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meerwaarde.platform.history import slots, tasks  # noqa: F401, PLC0415 (they register themselves)
