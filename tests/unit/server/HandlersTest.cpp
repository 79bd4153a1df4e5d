// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"
#include "core/protocol/OpenRpc.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

/// A handler for everything that the document of rpc.discover has.
RpcHandlers documented()
{
    RpcHandlers handlers;
    for (const rpc::MethodObject& method : rpc::openRpcDocument("0.1.0").methods) {
        handlers[method.name] = [](const Caller&, const Json&) { return QtFuture::makeReadyFuture(Result<Json>(Json())); };
    }
    return handlers;
}

} // namespace

/// The orchestrator starts with the handlers of the document and with no others; that it starts, the system tests see.
class HandlersTest : public QObject {
    Q_OBJECT

private slots:
    void handlers_ofEveryMethod_arePassed()
    {
        QVERIFY(documented().contains("rpc.discover"));
        STILLGATE_VERIFY_VALUE(checkHandlers(documented()));
    }

    void method_withoutHandler_isNamed()
    {
        for (const auto& [name, handler] : documented()) {
            RpcHandlers handlers = documented();
            handlers.erase(name);
            STILLGATE_VERIFY_ERROR(checkHandlers(handlers), ErrorCode::Internal, name);
        }
    }

    void handler_ofNoMethod_isNamed()
    {
        RpcHandlers handlers = documented();
        handlers["no.such"] = handlers["rpc.discover"];
        STILLGATE_VERIFY_ERROR(checkHandlers(handlers), ErrorCode::Internal, "no.such");
    }
};

QTEST_GUILESS_MAIN(HandlersTest)
#include "HandlersTest.moc"
