"""GB 11643 and phones: what is right passes in any writing, one wrong character never does."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from jiceng.people.enums import Sex
from jiceng.people.identity import masked_id_number, masked_phone, read_id_number, read_phone
from tests.people.numbers import id_number

numbers = st.builds(
    id_number,
    st.dates(date(1900, 1, 1), date(2020, 12, 31)),
    region=st.sampled_from(["231121", "231183", "110105", "820000", "659999"]),
    order=st.integers(0, 499),
    male=st.booleans(),
)


@given(numbers)
def test_a_right_number_tells_birth_date_and_sex(number):
    told = read_id_number(number)
    assert told.number == number
    assert f"{told.born_on:%Y%m%d}" == number[6:14]
    assert told.sex == (Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


@given(numbers, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number, place, shift):
    wrong = str((int(number[place]) + shift) % 10)
    with pytest.raises(ValidationError):
        read_id_number(number[:place] + wrong + number[place + 1 :])


@given(numbers, st.integers(0, 15))
def test_two_neighbours_swapped_are_noticed(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        with pytest.raises(ValidationError):
            read_id_number(swapped)


def test_a_region_that_was_dissolved_stays_right():
    assert read_id_number(id_number(region="231121", born_on=date(2021, 5, 6))).born_on == date(2021, 5, 6)


def test_fifteen_digits_of_old_are_brought_to_eighteen():
    full = id_number(date(1951, 9, 10), order=4, male=True)
    assert read_id_number(full[:6] + full[8:17]).number == full


@pytest.mark.parametrize(
    "written", ["231121 19720304 0027", "２３１１２１１９７２０３０４００２７", "231121-19720304-0027"]
)
def test_blanks_and_full_width_characters_do_not_matter(written):
    plain = id_number(date(1972, 3, 4), order=1)[:17]
    assert plain == "23112119720304002"
    expected = id_number(date(1972, 3, 4), order=1)
    written = written[:-1] + expected[-1]
    assert read_id_number(written).number == expected


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("2311211972030400", "form"),
        ("abc", "form"),
        ("001121197203040021", "region"),
        ("231121197202300025", "birth"),
        ("231121299902030025", "birth"),
        ("23112119720304002A", "form"),
    ],
)
def test_each_fault_is_named(number, code):
    with pytest.raises(ValidationError) as fault:
        read_id_number(number)
    assert fault.value.code == code


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("13800000001", "13800000001"),
        ("138 0000 0001", "13800000001"),
        ("+86 138-0000-0001", "13800000001"),
        ("8613800000001", "13800000001"),
        ("0456-7521234", "0456-7521234"),
        ("（0456）7521234", "04567521234"),
    ],
)
def test_phones_are_brought_into_one_form(written, kept):
    assert read_phone(written) == kept


@pytest.mark.parametrize("written", ["12345", "23800000001", "1380000000", "一三八", "12800000001"])
def test_no_phone(written):
    with pytest.raises(ValidationError):
        read_phone(written)


def test_masks_show_six_and_four_and_three_and_four():
    assert masked_id_number("231121197203040021") == "231121********0021"
    assert masked_phone("13800000001") == "138****0001"
    assert masked_id_number("") == masked_phone("") == ""
    assert "7" not in masked_phone("7521234")


def told(read, text):
    try:
        return read(text)
    except ValidationError as fault:
        return fault.messages[0]


@given(st.text(max_size=40))
def test_whatever_is_written_gives_a_sentence_or_a_number(text):
    assert told(read_id_number, text)
    assert told(read_phone, text)
