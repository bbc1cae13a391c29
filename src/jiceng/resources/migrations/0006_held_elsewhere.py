"""What took a hall in another part of the site."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("resources", "0005_funds")]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="holder",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(
                condition=models.Q(("holder", ""), _negated=True), fields=["holder"], name="bookings_by_holder"
            ),
        ),
    ]
