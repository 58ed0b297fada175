from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "meerwaarde.platform.register"
    label = "register"

    def ready(self) -> None:
        from meerwaarde.platform.register import slots  # noqa: F401, PLC0415 (registers on import)
