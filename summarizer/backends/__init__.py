"""The only place that imports torch and transformers, and only when a model is asked for."""
