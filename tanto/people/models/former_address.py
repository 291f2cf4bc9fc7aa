from django.db import models


class FormerAddress(models.Model):
    """Where somebody was written to before: the letter that says their address was changed goes there. It goes with its person's
    mask."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="former_addresses")
    email = models.EmailField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"former address {self.pk}"
