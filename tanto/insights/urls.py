from django.urls import path

from . import views
from .documents import views as documents

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures.csv", views.figures_csv, name="figures_csv"),
    path("cases/<slug:number>/documents/", documents.documents, name="documents"),
    path("cases/<slug:number>/documents/<slug:kind>/", documents.document, name="document"),
]
