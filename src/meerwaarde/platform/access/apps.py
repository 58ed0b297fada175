from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "meerwaarde.platform.access"
    label = "access"
