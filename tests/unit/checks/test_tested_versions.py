"""The installed versions are compared with the tested ones."""

from importlib.metadata import version

from triptych.checks.tested_versions import Difference, constraints, differences


def test_an_installed_package_of_another_version_differs() -> None:
    """Packages of the tested version, and those that are not installed, are not listed."""
    ours = version("click")
    listed = f"# A comment.\nclick==0.1\nno-such-package==1.0\npydantic=={version('pydantic')}\n"
    assert list(differences(listed)) == [Difference("click", ours, "0.1")]


def test_leading_zeros_make_no_difference() -> None:
    """A version is compared as PEP 440 normalises it."""
    padded = ".".join(
        f"0{part}" if part.isdigit() else part for part in version("click").split(".")
    )
    assert list(differences(f"click=={padded}\n")) == []


def test_a_checkout_has_the_tested_versions() -> None:
    """The file is found in a checkout too."""
    assert "\nweasyprint==" in constraints().lower()
