from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "meerwaarde.platform.home"
    label = "home"

    def ready(self) -> None:
        from meerwaarde.platform.home import slots  # noqa: F401, PLC0415 - fills its slot
