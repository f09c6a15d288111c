"""How forms are drawn: the renderer, and a bound field that speaks in plain words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.forms.widgets import ChoiceWidget
from django.utils.functional import Promise, cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Sentences for what the framework itself refuses; its own words are not ours (pages.md 2.4).
SENTENCES = {
    "invalid_choice": "Pilih salah satu dari daftar.",
    "invalid_list": "Pilih dari daftar.",
    "max_length": "Tulisan ini paling panjang {limit_value} huruf. Sekarang {show_value} huruf.",
    "min_length": "Tulisan ini paling sedikit {limit_value} huruf. Sekarang {show_value} huruf.",
    "max_value": "Tulis angka paling besar {limit_value}.",
    "min_value": "Tulis angka paling kecil {limit_value}.",
    "null_characters_not_allowed": "Ada huruf yang tidak bisa disimpan. Tulis ulang bagian ini.",
    "missing": "Pilih berkas lebih dahulu.",
    "empty": "Berkas ini kosong. Pilih berkas lain.",
    "unique": "Isian ini sudah dipakai. Tulis yang lain.",
    "invalid": "Periksa penulisan “{label}”.",
}


class BoundField(forms.BoundField):
    """A field on a page: knows how it is drawn and says its errors in plain words."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        """Leave out `required`: the browser would answer in its own words and language."""
        attrs = super().build_widget_attrs(attrs, widget)
        attrs.pop("required", None)
        if self.kind == "choices":
            attrs.pop("aria-invalid", None)  # no attribute of a single radio button; the group says it
        return attrs

    @cached_property
    def kind(self) -> str:
        """Return how templates/forms/field.html draws the field."""
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect):  # so is CheckboxSelectMultiple
            return "choices"
        return "checkbox" if isinstance(widget, forms.CheckboxInput) else "input"

    def get_context(self) -> dict[str, Any]:
        """Return the facts of templates/forms/field.html: flat, because forms are long and lookups add up."""
        sentences = self.sentences
        notes = [name for name, fact in (("helptext", self.help_text), ("error", sentences)) if fact]
        return {
            "field": self,
            "kind": self.kind,
            "id": self.auto_id,
            "label": self.label,
            "hint": self.help_text,
            "sentences": sentences,
            "described_by": " ".join(f"{self.auto_id}_{name}" for name in notes),
            "is_optional": not (self.field.required or self.field.disabled or self.kind == "checkbox"),
            "options": self.subwidgets if self.kind == "choices" else [],
        }

    @property
    def error_target(self) -> str:
        """Return the id that the error summary jumps to: the first choice of a group."""
        return f"{self.auto_id}_0" if self.kind == "choices" else self.auto_id

    @property
    def sentences(self) -> list[str]:
        """Return the errors of the field as sentences of ours."""
        errors = self.form.errors.as_data().get(self.name, []) if self.errors else []
        return [self._sentence(error) for error in errors]

    @property
    def _verb(self) -> str:
        if self.kind == "checkbox":
            return "Centang"
        return "Pilih" if isinstance(self.field.widget, ChoiceWidget | forms.FileInput) else "Isi"

    def _sentence(self, error: ValidationError) -> str:
        if not isinstance(error.message, Promise):  # ours are plain, the framework's are translatable
            return str(error.message % error.params if error.params else error.message)
        if error.code == "required":
            return f"{self._verb} “{self.label}”."
        pattern = SENTENCES.get(error.code or "")
        if pattern is None:
            return " ".join(str(line) for line in error.messages)
        return pattern.format(
            **{"limit_value": "", "show_value": "", "label": self.label, **(error.params or {})}
        )


def _attributes(widget: dict[str, Any]) -> SafeString:
    return flatatt({name: value for name, value in widget["attrs"].items() if value is not False})


def _input(widget: dict[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, _attributes(widget)
    )


def _textarea(widget: dict[str, Any]) -> SafeString:
    text = widget["value"] or ""
    return format_html('<textarea name="{}"{}>\n{}</textarea>', widget["name"], _attributes(widget), text)


def _options(options: list[dict[str, Any]]) -> SafeString:
    rows = [(option["value"], _attributes(option), option["label"]) for option in options]
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


def _select(widget: dict[str, Any]) -> SafeString:
    groups = [
        format_html('<optgroup label="{}">{}</optgroup>', group, _options(options))
        if group
        else _options(options)
        for group, options, _ in widget["optgroups"]
    ]
    inner = format_html_join("", "{}", ((group,) for group in groups))
    return format_html('<select name="{}"{}>{}</select>', widget["name"], _attributes(widget), inner)


# The framework draws each widget through two or three templates: 90 to 400 microseconds, most of a
# page with a long form. These draw the same HTML in a tenth; other widgets keep their template.
INPUTS = {
    "text",
    "number",
    "email",
    "url",
    "password",
    "hidden",
    "checkbox",
    "radio_option",
    "checkbox_option",
}
DRAWN: dict[str, Callable[[dict[str, Any]], SafeString]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}


class Renderer(DjangoTemplates):
    """Draw all forms with templates/forms; widgets stay those of the framework."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = BoundField

    @cached_property
    def engine(self) -> Any:
        """Return an engine that knows both our templates and those of the framework's widgets."""
        return self.backend(
            {
                "NAME": "forms",
                "DIRS": [settings.BASE_DIR / "templates", Path(forms.__file__).parent / "templates"],
                "APP_DIRS": False,
                "OPTIONS": {"builtins": ["appraisal.templatetags.ui"]},
            }
        )

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Return the HTML; plain widgets without a template, an empty list of errors as nothing."""
        if (draw := DRAWN.get(template_name)) and not context["widget"].get("wrap_label"):
            return draw(context["widget"])
        if template_name.startswith("django/forms/errors/") and not context["errors"]:
            return ""
        return super().render(template_name, context, request)
