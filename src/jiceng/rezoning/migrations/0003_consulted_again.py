from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rezoning', "0002_frozen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='consultation',
            name='one_consultation_of_a_plan',
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('plan', 'opens_on'), name='one_consultation_of_a_plan_from_a_day'),
        ),
    ]
