// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/sandbox/Books.h"
#include "app/sandbox/Faults.h"
#include "app/sandbox/HttpServer.h"

namespace stillgate::sandbox {

/// The paths of docs/sandbox.md over the books: checks the token, lets faults strike, runs the operation.
class Api {
public:
    Api(const Books& books, Faults& faults, std::string token);

    /// The server must not outlive this object.
    void install(HttpServer& server);

private:
    using Operation = std::function<Answer(const HttpRequest&)>;

    [[nodiscard]] bool isAllowed(const HttpRequest& request) const;
    [[nodiscard]] HttpReply serve(const HttpRequest& request, const Operation& operation);
    /// A path of the system of record, where faults may strike.
    void addOperation(HttpServer& server, const std::string& method, const std::string& pattern, Operation operation);
    /// A path of test control, where they may not.
    void addControl(HttpServer& server, const std::string& method, const std::string& pattern, Operation operation);
    void installReads(HttpServer& server);
    void installWrites(HttpServer& server);
    void installControl(HttpServer& server);

    const Books& m_books;
    Faults& m_faults;
    std::string m_token;
};

} // namespace stillgate::sandbox
