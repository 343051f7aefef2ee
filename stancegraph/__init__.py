"""Reads resolutions and publishes who takes which stance toward whom, in exactly which words."""

__version__ = "0.1.0"
