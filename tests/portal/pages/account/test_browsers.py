from services.portal.pages.account.browsers import browser_name


def test_browsers_are_called_as_people_call_them() -> None:
    windows = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36"
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1"

    assert browser_name(windows) == "Chrome 126 · Windows"
    assert browser_name(f"{windows} Edg/126.0") == "Edge 126 · Windows"
    assert browser_name(f"{phone} MicroMessenger/8.0.50") == "WeChat 8 · iPhone"
    assert browser_name(phone) == "Safari 17 · iPhone"
    assert browser_name("curl/8.5") == "curl/8.5"
