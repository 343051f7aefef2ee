"""What web servers are told of the files: media types, negotiation, and the redirects of w3id."""

from __future__ import annotations

from collections.abc import Sequence

from stancegraph.identifiers import DEFINITIONS
from stancegraph.serving.holding.holdings import VOCABULARY
from stancegraph.serving.transport.formats import HTML, TURTLE, content_type
from stancegraph.serving.transport.negotiation import Offer

_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_W3ID = "https://w3id.org/"


def headers(offers: Sequence[Offer]) -> str:
    """A `_headers` file, as several hosts of static sites read it."""
    lines = ["/*", "  Access-Control-Allow-Origin: *", "  X-Content-Type-Options: nosniff"]
    lines += ["  Referrer-Policy: same-origin", f"  Content-Security-Policy: {_POLICY}"]
    for offer in offers:
        if offer is not HTML:
            lines += [f"/*.{offer.extension}", f"  Content-Type: {content_type(offer)}"]
    lines += ["/.well-known/void", "  Content-Type: text/turtle; charset=utf-8"]
    return "\n".join(lines) + "\n"


def htaccess(offers: Sequence[Offer], root: str) -> str:
    """Rules for Apache: an IRI leads by 303 to a format that the request names.

    Pages come before other formats; `root` is the path at which the site stands.
    """
    lines = [
        "# Media types, cross-origin access and negotiation for Apache (mod_rewrite, mod_headers).",
        "Options -MultiViews -Indexes",
        "DirectorySlash Off",
        f"ErrorDocument 404 {root}404.html",
        "AddDefaultCharset utf-8",
    ]
    lines += [
        f"AddType '{content_type(offer)}' .{offer.extension}"
        for offer in offers
        if offer is not HTML
    ]
    lines += [
        '<Files "void">',
        f"ForceType '{content_type(TURTLE)}'",
        "</Files>",
        "<IfModule mod_headers.c>",
        'Header always set Access-Control-Allow-Origin "*"',
        'Header always set X-Content-Type-Options "nosniff"',
        'Header always set Referrer-Policy "same-origin"',
        'Header always merge Vary "Accept"',
        f'Header always set Content-Security-Policy "{_POLICY}"',
        "</IfModule>",
        "RewriteEngine On",
        f"RewriteBase {root}",
    ]
    for offer in (*offers[1:], HTML):
        lines += ["RewriteCond %{REQUEST_FILENAME} !-f"]
        if offer is not HTML:
            lines += [f"RewriteCond %{{HTTP_ACCEPT}} {_pattern(offer.names)} [NC]"]
            lines += ["RewriteCond %{HTTP_ACCEPT} !text/html [NC]"]
        lines += [f"RewriteCond %{{REQUEST_FILENAME}}.{offer.extension} -f"]
        lines += [f"RewriteRule ^(.+[^/])/?$ $1.{offer.extension} [R=303,L]"]
    return "\n".join(lines) + "\n"


def _pattern(names: tuple[str, ...]) -> str:
    return "|".join(name.replace("+", r"\+") for name in names)


def w3id(base: str, url: str, offers: Sequence[Offer]) -> str:
    """Rules for the redirecting server of w3id.org, which negotiates for hosts that cannot.

    Empty where the base is no address of w3id.org.
    """
    if not base.startswith(_W3ID):
        return ""
    inside = base.removeprefix(_W3ID).partition("/")[2]
    lines = [
        f"# To be placed as .htaccess in the folder {base.split('/')[3]} of w3id.org",
        "Options -MultiViews",
        "RewriteEngine on",
    ]
    spaces = [(f"^{inside}(.+)$", "$1")]
    if DEFINITIONS.startswith(base.removesuffix(inside)):
        spaces += [("^def/?$", VOCABULARY), ("^def/(.+)$", f"{VOCABULARY}/$1")]
    for pattern, target in spaces:
        for offer in (*offers[1:], HTML):
            if offer is not HTML:
                lines += [f"RewriteCond %{{HTTP_ACCEPT}} {_pattern(offer.names)} [NC]"]
                lines += ["RewriteCond %{HTTP_ACCEPT} !text/html [NC]"]
            lines += [f"RewriteRule {pattern} {url}{target}.{offer.extension} [R=303,L]"]
    return "\n".join(lines) + "\n"
