import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0004_linked_texts'),
        ('organisations', '0006_terms_apart'),
        ('people', '0002_sessions_and_second_factor'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanItemVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='版本')),
                ('decided_on', models.DateField(verbose_name='变更日期')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='变更理由')),
                ('title', models.CharField(max_length=120, verbose_name='事项')),
            ],
            options={
                'verbose_name': '规划事项版本',
                'ordering': ['item_id', 'version'],
            },
        ),
        migrations.AddField(
            model_name='document',
            name='source_id',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='document',
            name='source_kind',
            field=models.CharField(blank=True, max_length=60, verbose_name='来源'),
        ),
        migrations.AddField(
            model_name='document',
            name='source_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='来源说明'),
        ),
        migrations.AlterField(
            model_name='incomingstep',
            name='act',
            field=models.CharField(choices=[('registered', '签收登记'), ('refused', '退回来文单位'), ('proposed', '拟办'), ('instructed', '批示'), ('handed', '交办'), ('circulated', '传阅'), ('urged', '催办'), ('read', '阅文意见'), ('answered', '承办答复'), ('closed', '办结')], max_length=12, verbose_name='环节'),
        ),
        migrations.AlterField(
            model_name='taskstep',
            name='act',
            field=models.CharField(choices=[('given', '交办'), ('acknowledged', '签收'), ('progress', '进展'), ('done', '完成'), ('moved', '改期限'), ('handed', '改责任单位'), ('dropped', '取消')], max_length=12, verbose_name='环节'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['source_kind', 'source_id'], name='documents_of_source'),
        ),
        migrations.AddField(
            model_name='planitemversion',
            name='helpers',
            field=models.ManyToManyField(related_name='+', to='organisations.organisation', verbose_name='协办单位'),
        ),
        migrations.AddField(
            model_name='planitemversion',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='documents.planitem'),
        ),
        migrations.AddField(
            model_name='planitemversion',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planitemversion',
            name='owner',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='责任人'),
        ),
        migrations.AddField(
            model_name='planitemversion',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='责任单位'),
        ),
        migrations.AddConstraint(
            model_name='planitemversion',
            constraint=models.UniqueConstraint(fields=('item', 'version'), name='one_plan_item_version'),
        ),
        migrations.AddConstraint(
            model_name='planitemversion',
            constraint=models.CheckConstraint(condition=models.Q(('version', 1), models.Q(('why', ''), _negated=True), _connector='OR'), name='a_changed_item_says_why'),
        ),
        migrations.AddConstraint(
            model_name='planitemversion',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_plan_item_version_says_what'),
        ),
    ]
