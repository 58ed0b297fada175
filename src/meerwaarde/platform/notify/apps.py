from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "meerwaarde.platform.notify"
    label = "notify"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meerwaarde.platform.notify import slots, tasks  # noqa: F401, PLC0415 (register what they offer)
