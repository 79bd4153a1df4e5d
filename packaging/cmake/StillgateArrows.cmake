# SPDX-License-Identifier: GPL-3.0-or-later
#
# Who may know whom. The one source of truth: CMake refuses at configure time what is not listed here, and
# tests/lint reads this very file to hold the includes to it. Only the two commands below stand in it, with
# plain words, so that both readers can parse it.
#
#   stillgate_library(<target> INCLUDES <patterns> [EVERYWHERE] [NEVER_IN_HEADERS])
#     a third-party library; the #include patterns that mean it; allowed in every module, or only in those
#     that list it; NEVER_IN_HEADERS keeps a header that is slow to compile out of ours.
#   stillgate_arrow(<module> [USES <modules>] [LIBS <libraries>])
#     what a module may include and link. Lists are whole: nothing is allowed through somebody else.

stillgate_library(Qt6::Core INCLUDES QtCore/* EVERYWHERE)
stillgate_library(tl::expected INCLUDES tl/* EVERYWHERE)
stillgate_library(simdjson::simdjson INCLUDES simdjson.h simdjson/* EVERYWHERE NEVER_IN_HEADERS)
stillgate_library(Threads::Threads INCLUDES pthread.h EVERYWHERE)
stillgate_library(Qt6::Network INCLUDES QtNetwork/* QNetwork* QTcp* QUdp* QSsl* QHost* QAbstractSocket QLocalS*)
stillgate_library(Qt6::WebSockets INCLUDES QtWebSockets/* QWebSocket*)
stillgate_library(Qt6::Gui INCLUDES QtGui/*)
stillgate_library(Qt6::Widgets INCLUDES QtWidgets/*)
stillgate_library(Qt6::Svg INCLUDES QtSvg/* QSvg*)
stillgate_library(Qt6::DBus INCLUDES QtDBus/* QDBus*)
stillgate_library(Qt6::Charts INCLUDES QtCharts/* QChart*)
stillgate_library(Qt6::Test INCLUDES QtTest/* QTest QTest* QSignalSpy QAbstractItemModelTester)
stillgate_library(Qt6Keychain::Qt6Keychain INCLUDES qt6keychain/* NEVER_IN_HEADERS)
stillgate_library(OpenSSL::Crypto INCLUDES openssl/*)
stillgate_library(sodium INCLUDES sodium.h sodium/*)
stillgate_library(ICU::uc INCLUDES unicode/*)
stillgate_library(ICU::i18n INCLUDES unicode/*)
stillgate_library(spdlog::spdlog INCLUDES spdlog/* fmt/* NEVER_IN_HEADERS)
stillgate_library(tomlplusplus INCLUDES toml++/* NEVER_IN_HEADERS)
stillgate_library(SQLiteCpp INCLUDES SQLiteCpp/* sqlite3.h NEVER_IN_HEADERS)
stillgate_library(httplib INCLUDES httplib.h NEVER_IN_HEADERS)
stillgate_library(CLI11 INCLUDES CLI/*)
stillgate_library(cld2 INCLUDES cld2/* NEVER_IN_HEADERS)
stillgate_library(rapidcheck INCLUDES rapidcheck.h rapidcheck/*)
stillgate_library(benchmark INCLUDES benchmark/*)

stillgate_arrow(base LIBS OpenSSL::Crypto sodium spdlog::spdlog ICU::uc ICU::i18n tomlplusplus)
stillgate_arrow(domain USES base)
stillgate_arrow(ledger USES base domain)
stillgate_arrow(ledger/sqlite USES base domain ledger LIBS SQLiteCpp)
stillgate_arrow(intake USES base domain)
stillgate_arrow(triage USES base domain LIBS cld2)
stillgate_arrow(connectors USES base domain)
stillgate_arrow(connectors/sandbox USES base domain connectors LIBS Qt6::Network)
stillgate_arrow(resolution USES base domain connectors)
stillgate_arrow(learning USES base domain triage)
stillgate_arrow(learning/history USES base domain triage)
stillgate_arrow(insight USES base domain)
stillgate_arrow(protocol USES base domain)
# Of the ledger the client takes the proofs alone; what it links stays its own affair.
stillgate_arrow(client USES base domain ledger protocol LIBS SQLiteCpp Qt6::Network Qt6::WebSockets Qt6Keychain::Qt6Keychain)
stillgate_arrow(server
  USES base domain ledger intake triage resolution connectors learning insight protocol
  LIBS Qt6::Network Qt6::WebSockets httplib)

stillgate_arrow(ui/kit USES base domain LIBS Qt6::Gui Qt6::Widgets Qt6::Svg Qt6::DBus)
stillgate_arrow(ui/account USES base domain client ui/kit LIBS Qt6::Gui Qt6::Widgets)
stillgate_arrow(ui/queue USES base domain client ui/kit LIBS Qt6::Gui Qt6::Widgets)
stillgate_arrow(ui/packet USES base domain client ui/kit LIBS Qt6::Gui Qt6::Widgets)
stillgate_arrow(ui/approval USES base domain client ui/kit LIBS Qt6::Gui Qt6::Widgets)
stillgate_arrow(ui/rollback USES base domain client ui/kit LIBS Qt6::Gui Qt6::Widgets)
stillgate_arrow(ui/audit USES base domain client ui/kit LIBS Qt6::Gui Qt6::Widgets)
stillgate_arrow(ui/quality USES base domain client ui/kit LIBS Qt6::Gui Qt6::Widgets Qt6::Charts)
stillgate_arrow(ui/insight USES base domain client ui/kit LIBS Qt6::Gui Qt6::Widgets Qt6::Charts)
stillgate_arrow(ui/studio USES base domain client ui/kit LIBS Qt6::Gui Qt6::Widgets)
stillgate_arrow(ui/shell
  USES base domain client ui/kit ui/account ui/queue ui/packet ui/approval ui/rollback ui/audit ui/quality ui/insight ui/studio
  LIBS Qt6::Gui Qt6::Widgets)

stillgate_arrow(app/console USES base domain client ui/kit ui/shell LIBS Qt6::Gui Qt6::Widgets Qt6::DBus CLI11)
stillgate_arrow(app/orchestrator
  USES base domain ledger ledger/sqlite connectors connectors/sandbox server
  LIBS CLI11)
stillgate_arrow(app/ctl
  USES base domain ledger ledger/sqlite intake triage connectors connectors/sandbox resolution learning
       learning/history insight protocol client server
  LIBS CLI11)
# A system of record in small: a process of its own with its own books, behind its own HTTP server.
stillgate_arrow(app/sandbox USES base LIBS CLI11 SQLiteCpp httplib)
