from django.urls import path

from .views import case, pressing

CASE = "cases/<slug:number>/"

urlpatterns = [
    path("cases/", case.cases, name="cases"),
    path("cases/new/", case.capture, name="capture"),
    path(CASE, case.case, name="case"),
    path(f"{CASE}place/", pressing.place, name="place"),
    path(f"{CASE}offer/", pressing.offer_to, name="offer"),
    path(f"{CASE}offer/acceptance/", pressing.accept, name="accept"),
    path(f"{CASE}offer/refusal/", pressing.decline, name="decline"),
    path(f"{CASE}reading/", pressing.acknowledge, name="acknowledge"),
    path(f"{CASE}thanks/", pressing.thank, name="thank"),
    path(f"{CASE}boss-contact/", pressing.decide, name="decide"),
    path(f"{CASE}words/", pressing.hear, name="hear"),
    path(f"{CASE}listening/", pressing.listen, name="listen"),
    path(f"{CASE}issue/", pressing.issue, name="issue"),
    path(f"{CASE}cushion/", pressing.cushion, name="cushion"),
    path(f"{CASE}accountability/", pressing.account, name="account"),
    path(f"{CASE}letters/", pressing.letter, name="letter"),
    path(f"{CASE}letters/<int:letter>/went/", pressing.look_at_letter, {"went": True}, name="letter_went"),
    path(f"{CASE}letters/<int:letter>/again/", pressing.look_at_letter, {"went": False}, name="letter_again"),
    path(f"{CASE}spoken/", pressing.spoken, name="spoken"),
    path(f"{CASE}fix/", pressing.fixed, name="fixed"),
    path(f"{CASE}actions/<int:action>/end/", pressing.finish_action, name="finish_action"),
    path(f"{CASE}call-back/", pressing.call_back, name="call_back"),
    path(f"{CASE}answer/", pressing.word, name="word"),
    path(f"{CASE}link/", pressing.hand_link, name="hand_link"),
    path(f"{CASE}link/end/", pressing.revoke_link, name="revoke_link"),
]
