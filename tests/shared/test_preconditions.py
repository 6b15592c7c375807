import pytest

from shared.preconditions import (
    IfMatchMalformedError,
    IfMatchMissingError,
    VersionChangedError,
    etag_of,
    require_match,
)


@pytest.mark.parametrize("header", ['"v3"', " * ", '"v1", "v3"', '"v3","v9"', 'W/"v1", "v3"'])
def test_a_caller_who_saw_the_present_version_may_change_it(header: str) -> None:
    require_match(header, 3)

    assert etag_of(3) == '"v3"'


def test_a_caller_who_names_no_version_is_told_the_present_one() -> None:
    with pytest.raises(IfMatchMissingError, match='it is now "v3"'):
        require_match(None, 3)


@pytest.mark.parametrize("header", ['"v2"', 'W/"v3"', '"V3"', '""', '"v3 "'])
def test_a_caller_who_saw_another_version_is_refused(header: str) -> None:
    if " " in header:
        with pytest.raises(IfMatchMalformedError):
            require_match(header, 3)
    else:
        with pytest.raises(VersionChangedError):
            require_match(header, 3)


@pytest.mark.parametrize("header", ["v3", "", '"v3', 'v3"', '"v3" "v4"', ",", '"v3", v4'])
def test_what_is_no_list_of_tags_is_malformed(header: str) -> None:
    with pytest.raises(IfMatchMalformedError):
        require_match(header, 3)
