"""Records of processing for Türkiye's data protection law 6698 (KVKK)."""

__version__ = "0.1.0"
