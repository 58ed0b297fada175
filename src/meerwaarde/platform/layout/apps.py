from django.apps import AppConfig


class LayoutConfig(AppConfig):
    name = "meerwaarde.platform.layout"
    label = "layout"

    def ready(self) -> None:
        from meerwaarde.platform.layout import home  # noqa: F401, PLC0415 - fills its slot
