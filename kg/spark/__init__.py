"""Builds on Apache Spark, on as many machines as a cluster has. The stages and tables need no Spark; the plan does."""
