from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "meerwaarde.platform.access"
    label = "access"

    def ready(self) -> None:
        from meerwaarde.platform.access import slots  # noqa: F401, PLC0415 (registers on import)
