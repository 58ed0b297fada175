from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "meerwaarde.stages.policy"
    label = "policy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meerwaarde.stages.policy import slots, tasks  # noqa: F401, PLC0415 (register when loaded)
