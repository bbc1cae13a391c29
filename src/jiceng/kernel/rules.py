"""Who may read the record. The right is given by a post further up; here it is a word."""

from jiceng.kernel.access import holds

may_see_record = holds("people.see_record")
