from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .board import Board
from .table import as_csv
from .wanted import Wanted


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Everybody of the house reads the figures of every section; nobody finds a person in them."""
    board = Board(Wanted.read(request.GET.dict()))
    return render(request, "insights/figures.html", {"board": board, "wanted": board.wanted})


@require_GET
def figures_csv(request: HttpRequest) -> HttpResponse:
    board = Board(Wanted.read(request.GET.dict()))
    answer = HttpResponse(as_csv(board), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="figures-{board.chosen.key}.csv"'
    answer["Cache-Control"] = "no-store, private"
    return answer
