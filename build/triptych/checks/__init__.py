"""Judging finished editions, whoever made them: our own checks and outside judges.

A check belongs here when it needs only the edition's file; nothing here builds one. It may import
editions and any room below it.
"""
