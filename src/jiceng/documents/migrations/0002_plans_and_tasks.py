import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiceng.kernel.together import CreateTogether


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_first"),
        ("organisations", "0004_rolls_read_from_the_index"),
        ("people", "0002_sessions_and_second_factor"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name='Plan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('county', '县级规划'), ('three_year', '三年规划'), ('yearly', '年度计划')], max_length=12, verbose_name='类别')),
                        ('title', models.CharField(max_length=120, verbose_name='名称')),
                        ('pinyin', models.CharField(blank=True, max_length=720)),
                        ('initials', models.CharField(blank=True, max_length=120)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='organisations.organisation', verbose_name='编制单位')),
                        ('carries_out', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='documents.planitem', verbose_name='落实上级规划的')),
                        ('starts_on', models.DateField(verbose_name='起')),
                        ('ends_on', models.DateField(verbose_name='止')),
                        ('adopted_on', models.DateField(verbose_name='通过日期')),
                        ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='documents.document', verbose_name='印发文件')),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        'verbose_name': '规划',
                        'ordering': ['-starts_on', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_plan_has_a_name'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='a_plan_ends_later'), models.UniqueConstraint(fields=('organisation', 'title', 'starts_on'), name='one_plan_of_a_name_and_start')],
                    },
                ),
                migrations.CreateModel(
                    name='PlanItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='documents.plan')),
                        ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='documents.planitem')),
                        ('order', models.PositiveSmallIntegerField(verbose_name='顺序')),
                        ('title', models.CharField(max_length=120, verbose_name='事项')),
                        ('pinyin', models.CharField(blank=True, max_length=720)),
                        ('initials', models.CharField(blank=True, max_length=120)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_items', to='organisations.organisation', verbose_name='责任单位')),
                        ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plan_items', to='people.person', verbose_name='责任人')),
                        ('starts_on', models.DateField(verbose_name='起')),
                        ('made_on', models.DateField(verbose_name='列入日期')),
                        ('dropped_on', models.DateField(null=True, verbose_name='取消日期')),
                        ('dropped_why', models.CharField(blank=True, max_length=300, verbose_name='取消理由')),
                        ('cites', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plan_items', to='documents.document')),
                        ('cited_name', models.CharField(blank=True, max_length=240, verbose_name='依据文件')),
                        ('passage_no', models.PositiveSmallIntegerField(null=True, verbose_name='段落')),
                        ('passage', models.CharField(blank=True, max_length=1000, verbose_name='原文')),
                        ('helpers', models.ManyToManyField(related_name='helped_plan_items', to='organisations.organisation', verbose_name='协办单位')),
                    ],
                    options={
                        'verbose_name': '规划事项',
                        'ordering': ['plan_id', 'order', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_plan_item_says_what'), models.CheckConstraint(condition=models.Q(('parent', models.F('pk')), _negated=True), name='no_item_below_itself'), models.UniqueConstraint(fields=('plan', 'parent', 'order'), name='items_in_one_order'), models.UniqueConstraint(condition=models.Q(('parent__isnull', True)), fields=('plan', 'order'), name='goals_in_one_order'), models.CheckConstraint(condition=models.Q(('dropped_on__isnull', True), models.Q(('dropped_why', ''), _negated=True), _connector='OR'), name='an_item_is_dropped_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('cites__isnull', True), ('passage', ''), ('passage_no__isnull', True)), models.Q(models.Q(('passage', ''), _negated=True), models.Q(('cited_name', ''), _negated=True)), _connector='OR'), name='a_passage_names_its_document')],
                    },
                ),
                migrations.CreateModel(
                    name='PlanTarget',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='documents.planitem')),
                        ('version', models.PositiveSmallIntegerField(verbose_name='版本')),
                        ('decided_on', models.DateField(verbose_name='确定日期')),
                        ('why', models.CharField(blank=True, max_length=300, verbose_name='调整理由')),
                        ('measure', models.CharField(max_length=300, verbose_name='目标')),
                        ('figure', models.CharField(blank=True, max_length=60, verbose_name='计量指标')),
                        ('baseline', models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name='基数')),
                        ('goal', models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name='目标值')),
                        ('weight', models.PositiveSmallIntegerField(default=1, verbose_name='权重')),
                        ('due_on', models.DateField(verbose_name='完成期限')),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': '规划目标',
                        'ordering': ['item_id', 'version'],
                        'constraints': [models.UniqueConstraint(fields=('item', 'version'), name='one_target_of_a_version'), models.CheckConstraint(condition=models.Q(('version', 1), models.Q(('why', ''), _negated=True), _connector='OR'), name='a_changed_target_says_why'), models.CheckConstraint(condition=models.Q(('measure', ''), _negated=True), name='a_target_says_what'), models.CheckConstraint(condition=models.Q(('weight__gte', 1)), name='a_target_weighs_something'), models.CheckConstraint(condition=models.Q(('figure', ''), models.Q(('baseline__isnull', False), ('goal__isnull', False), models.Q(('baseline', models.F('goal')), _negated=True)), _connector='OR'), name='a_measured_target_has_a_way_to_go')],
                    },
                ),
                migrations.CreateModel(
                    name='Task',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=120, verbose_name='任务')),
                        ('pinyin', models.CharField(blank=True, max_length=720)),
                        ('initials', models.CharField(blank=True, max_length=120)),
                        ('measure', models.CharField(blank=True, max_length=300, verbose_name='成果要求')),
                        ('source_kind', models.CharField(blank=True, max_length=60, verbose_name='来源')),
                        ('source_id', models.CharField(blank=True, max_length=40)),
                        ('source_name', models.CharField(blank=True, max_length=200, verbose_name='来源说明')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='organisations.organisation', verbose_name='责任单位')),
                        ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='people.person', verbose_name='责任人')),
                        ('assigned_on', models.DateField(verbose_name='交办日期')),
                        ('due_on', models.DateField(null=True, verbose_name='完成期限')),
                        ('acknowledged_on', models.DateField(null=True, verbose_name='签收日期')),
                        ('progress_on', models.DateField(null=True, verbose_name='最近进展')),
                        ('done_on', models.DateField(null=True, verbose_name='完成日期')),
                        ('result', models.TextField(blank=True, max_length=2000, verbose_name='结果')),
                        ('dropped_on', models.DateField(null=True, verbose_name='取消日期')),
                        ('dropped_why', models.CharField(blank=True, max_length=300, verbose_name='取消理由')),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        'verbose_name': '任务',
                        'ordering': ['due_on', 'id'],
                        'indexes': [models.Index(fields=['source_kind', 'source_id'], name='tasks_of_source'), models.Index(fields=['unit', 'done_on', 'due_on'], name='tasks_of_unit'), models.Index(fields=['owner', 'done_on'], name='tasks_of_person')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_task_says_what'), models.CheckConstraint(condition=models.Q(('due_on__isnull', True), ('due_on__gte', models.F('assigned_on')), _connector='OR'), name='task_due_after_given'), models.CheckConstraint(condition=models.Q(('done_on__isnull', True), models.Q(('result', ''), _negated=True), _connector='OR'), name='a_finished_task_has_its_result'), models.CheckConstraint(condition=models.Q(('dropped_on__isnull', True), models.Q(('done_on__isnull', True), models.Q(('dropped_why', ''), _negated=True)), _connector='OR'), name='a_task_is_dropped_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='TaskHelper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='helpers', to='documents.task')),
                        ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ],
                    options={
                        'verbose_name': '任务协办',
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('unit__isnull', True)), models.Q(('person__isnull', True), ('unit__isnull', False)), _connector='OR'), name='a_helper_is_a_unit_or_a_person'), models.UniqueConstraint(fields=('task', 'unit'), name='a_unit_helps_once'), models.UniqueConstraint(fields=('task', 'person'), name='a_person_helps_once')],
                    },
                ),
                migrations.CreateModel(
                    name='TaskStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='documents.task')),
                        ('act', models.CharField(choices=[('given', '交办'), ('acknowledged', '签收'), ('progress', '进展'), ('done', '完成'), ('moved', '改期限'), ('dropped', '取消')], max_length=12, verbose_name='环节')),
                        ('on', models.DateField(verbose_name='日期')),
                        ('by_name', models.CharField(max_length=120, verbose_name='经办人')),
                        ('note', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                    ],
                    options={
                        'verbose_name': '任务环节',
                        'ordering': ['on', 'id'],
                    },
                ),
            ],
        ),
    ]
