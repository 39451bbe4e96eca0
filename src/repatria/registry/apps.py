"""The record as a Django application."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """All tables of the record live in this one application, so that one ledger covers them."""

    name = "repatria.registry"
    label = "registry"
    verbose_name = "Record"

    def ready(self) -> None:
        """Register the projector of every action."""
        import repatria.registry.verbs  # noqa: F401
