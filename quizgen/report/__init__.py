"""The report: a page about the course for its teacher, who looks at it rather than reads it.

Each module gathers one part of the page from a checked course; `page.render` puts the parts into the templates.
"""
