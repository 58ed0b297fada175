from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "meerwaarde.platform.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meerwaarde.platform.work import tasks  # noqa: F401, PLC0415 (registers its jobs)
