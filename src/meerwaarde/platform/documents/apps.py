from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "meerwaarde.platform.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meerwaarde.platform.documents import tasks  # noqa: F401, PLC0415 (registers its jobs)
