from django.apps import AppConfig


class LayoutConfig(AppConfig):
    name = "meerwaarde.platform.layout"
    label = "layout"
