"""Annotated texts set in random layouts: do the paragraphs come out as they were set?"""
