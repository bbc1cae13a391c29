import django.db.models.deletion
import jiceng.kernel.crypt
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0007_places_held'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': '诉求编号',
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('serial', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=20, verbose_name='类别')),
                ('urgency', models.CharField(choices=[('urgent', '急办'), ('ordinary', '一般'), ('hard', '疑难')], max_length=10, verbose_name='急缓')),
                ('way', models.CharField(choices=[('page', '扫码或网页'), ('phone', '电话'), ('desk', '当面'), ('visit', '入户')], max_length=6, verbose_name='渠道')),
                ('text', jiceng.kernel.crypt.EncryptedField(verbose_name='内容')),
                ('place', jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name='地点')),
                ('place_print', models.CharField(blank=True, db_index=True, max_length=64)),
                ('name', jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name='称呼')),
                ('phone', jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name='联系电话')),
                ('code_print', models.CharField(max_length=64, unique=True)),
                ('received_on', models.DateField(db_index=True, verbose_name='提出日期')),
                ('received_at', models.DateTimeField(auto_now_add=True)),
                ('first_asked', models.CharField(blank=True, max_length=120, verbose_name='首问责任人')),
                ('accepted_on', models.DateField(null=True, verbose_name='受理日期')),
                ('state', models.CharField(choices=[('received', '待受理'), ('offered', '转出待接收'), ('accepted', '办理中'), ('answered', '已答复')], default='received', max_length=10, verbose_name='状态')),
                ('round', models.PositiveSmallIntegerField(default=0, verbose_name='办理轮次')),
                ('returned', models.PositiveSmallIntegerField(default=0, verbose_name='退回次数')),
                ('public_line', models.CharField(blank=True, max_length=100, verbose_name='公开的一句话')),
                ('origin', models.CharField(blank=True, db_index=True, max_length=64)),
                ('erased_on', models.DateField(null=True, verbose_name='联系方式删除日期')),
                ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '居民诉求',
                'ordering': ['-year', '-serial'],
            },
        ),
        migrations.CreateModel(
            name='CaseHolding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='起')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='止')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='service.case')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='社区')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='承办单位')),
            ],
            options={
                'verbose_name': '诉求承办',
                'ordering': ['valid_from', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='办理轮次')),
                ('opened_on', models.DateField(verbose_name='开始日期')),
                ('opened_why', jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name='重办理由')),
                ('due_on', models.DateField(verbose_name='办理期限')),
                ('extended_from', models.DateField(null=True, verbose_name='原期限')),
                ('extended_why', jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name='延期理由')),
                ('answered_on', models.DateField(null=True, verbose_name='答复日期')),
                ('answer', jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name='答复')),
                ('answered_by', models.CharField(blank=True, max_length=120, verbose_name='答复人')),
                ('took', models.PositiveSmallIntegerField(null=True, verbose_name='用时（工作日）')),
                ('solved', models.CharField(blank=True, choices=[('yes', '解决了'), ('partly', '部分解决'), ('no', '没有解决')], max_length=6, verbose_name='居民说是否解决')),
                ('satisfied', models.BooleanField(null=True, verbose_name='居民说是否满意')),
                ('rated_on', models.DateField(null=True, verbose_name='评价日期')),
                ('note', jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name='居民的话')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='service.case')),
            ],
            options={
                'verbose_name': '办理轮次',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='CaseStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('received', '提出'), ('accepted', '受理'), ('sorted', '改类别或急缓'), ('offered', '转办'), ('taken', '接收'), ('returned', '退回'), ('recalled', '收回转办'), ('extended', '延期'), ('answered', '答复'), ('called', '回访'), ('rated', '居民评价'), ('reopened', '居民要求重办'), ('moved', '随组织调整转接')], max_length=10, verbose_name='环节')),
                ('on', models.DateField(verbose_name='日期')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by_name', models.CharField(blank=True, max_length=120, verbose_name='经办人')),
                ('unit_name', models.CharField(blank=True, max_length=120, verbose_name='单位')),
                ('note', jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name='说明')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='service.case')),
            ],
            options={
                'verbose_name': '诉求环节',
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Handing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='转办日期')),
                ('why', jiceng.kernel.crypt.EncryptedField(verbose_name='转办理由')),
                ('taken', models.BooleanField(null=True, verbose_name='是否接收')),
                ('decided_on', models.DateField(null=True, verbose_name='接收或退回日期')),
                ('recalled', models.BooleanField(default=False, verbose_name='已收回')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handings', to='service.case')),
                ('from_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='转出单位')),
                ('to_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='接收单位')),
            ],
            options={
                'verbose_name': '转办',
                'ordering': ['id'],
            },
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('year', 'serial'), name='one_case_of_a_number'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_case_says_what'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('accepted_on__isnull', True), ('accepted_on__gte', models.F('received_on')), _connector='OR'), name='accepted_after_received'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'received'), ('accepted_on__isnull', False), _connector='OR'), name='worked_on_once_accepted'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('erased_on__isnull', True), models.Q(('name', ''), ('phone', '')), _connector='OR'), name='erased_is_gone'),
        ),
        migrations.AddConstraint(
            model_name='caseholding',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='caseholding_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='caseholding',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('case',), name='one_unit_has_a_case'),
        ),
        migrations.AddIndex(
            model_name='caseround',
            index=models.Index(fields=['case', 'opened_on'], name='rounds_of_a_case'),
        ),
        migrations.AddConstraint(
            model_name='caseround',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='one_round_of_a_number'),
        ),
        migrations.AddConstraint(
            model_name='caseround',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('opened_on'))), name='round_due_after_begun'),
        ),
        migrations.AddConstraint(
            model_name='caseround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_by', ''), ('answered_on__isnull', True), ('took__isnull', True)), models.Q(('answered_on__isnull', False), ('took__isnull', False), models.Q(('answer', ''), _negated=True), models.Q(('answered_by', ''), _negated=True)), _connector='OR'), name='a_round_ends_with_an_answer'),
        ),
        migrations.AddConstraint(
            model_name='caseround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rated_on__isnull', True), ('satisfied__isnull', True), ('solved', '')), models.Q(('rated_on__gte', models.F('answered_on')), ('satisfied__isnull', False), models.Q(('solved', ''), _negated=True)), _connector='OR'), name='rated_once_answered'),
        ),
        migrations.AddConstraint(
            model_name='caseround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('extended_from__isnull', True), ('extended_why', '')), models.Q(('extended_from__lt', models.F('due_on')), models.Q(('extended_why', ''), _negated=True)), _connector='OR'), name='extended_with_a_reason'),
        ),
        migrations.AddIndex(
            model_name='casestep',
            index=models.Index(fields=['case', 'on'], name='steps_of_a_case'),
        ),
        migrations.AddConstraint(
            model_name='handing',
            constraint=models.CheckConstraint(condition=models.Q(('from_unit', models.F('to_unit')), _negated=True), name='a_case_is_handed_to_another'),
        ),
        migrations.AddConstraint(
            model_name='handing',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_on__isnull', True)), fields=('case',), name='one_open_offer_of_a_case'),
        ),
        migrations.AddConstraint(
            model_name='handing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_on__isnull', True), ('taken__isnull', True)), models.Q(('decided_on__gte', models.F('on')), ('taken__isnull', False)), _connector='OR'), name='decided_means_taken_or_not'),
        ),
    ]
