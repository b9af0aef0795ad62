"""Annotated statements set as boards print them, in random forms: which forms lose them?"""
