from django.urls import include, path

from . import begin_views, time_views, views

urlpatterns = [
    path("", include("tanto.people.signing.urls")),
    path("begin/", begin_views.begin, name="begin"),
    path("begin/<slug:key>/", begin_views.begin, name="begin_from_afar"),
    path("invitation/<slug:token>/", begin_views.invitation, name="invitation"),
    path("me/", views.me, name="me"),
    path("people/", views.people, name="people"),
    path("people/new/", views.person, name="person_new"),
    path("people/<int:pk>/", views.person, name="person"),
    path("me/absence/", views.absence, name="my_absence"),
    path("me/absence/end/", views.back, name="my_return"),
    path("people/<int:pk>/absence/", views.absence, name="absence"),
    path("people/<int:pk>/absence/end/", views.back, name="return"),
    path("people/<int:pk>/invitation/", views.invite, name="invite"),
    path("people/<int:pk>/second-step/", views.second_step, name="take_off_second_step"),
    path("firm/", views.firm, name="firm"),
    path("people/<int:pk>/leaving/", views.leaving, name="leaving"),
    path("calendar/", time_views.calendar, name="calendar"),
    path("calendar/hours/", time_views.hours, name="set_hours"),
    path("calendar/hours/company/", time_views.shared_hours, name="share_hours"),
    path("calendar/days/", time_views.day, name="name_day"),
    path("calendar/days/end/", time_views.drop_day, name="drop_day"),
    path("calendar/year/", time_views.confirm_year, name="confirm_year"),
    path("clocks/", time_views.rules, name="rules"),
    path("clocks/new/", time_views.deadline, name="deadline_new"),
    path("clocks/<slug:kind>/", time_views.rule, name="rule"),
    path("clocks/<slug:kind>/shipped/", time_views.reset_rule, name="reset_rule"),
    path("sections/new/", views.section, name="section_new"),
    path("sections/<int:pk>/", views.section, name="section"),
]
