"""What pages of cadres count."""

from django.utils.translation import npgettext

from jiceng.kernel.components import Unit

POSTS = Unit(lambda number: npgettext("岗位", "个", "个", number))
