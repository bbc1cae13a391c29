from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "jiceng.organisations"
    label = "organisations"

    def ready(self):
        from jiceng.kernel.access import register_provider  # noqa: PLC0415  # models must be loaded first
        from jiceng.organisations.rules.scope import PostsGiveRights  # noqa: PLC0415  # models must be loaded first

        register_provider(PostsGiveRights())
        from jiceng.organisations.exports.places import register_places  # noqa: PLC0415  # models must be loaded first

        register_places()
