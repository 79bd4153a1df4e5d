// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/account/DesktopKeyring.h"

#include <QPromise>

#include <qt6keychain/keychain.h>

namespace stillgate {

namespace {

const QString kService = QStringLiteral("stillgate");

Error errorOf(const QKeychain::Job& job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound: return {ErrorCode::NotFound, "keyring", "no such entry"};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser: return {ErrorCode::Refused, "keyring", "it was not unlocked"};
    default: return {ErrorCode::Unavailable, "keyring", job.errorString().toStdString()};
    }
}

/// Starts the job and gives what `valueOf` makes of it; once, whatever comes first.
template <typename T>
QFuture<Result<T>> ask(QKeychain::Job* job, const std::string& name, Timers& timers, Duration limit,
                       std::function<Result<T>()> valueOf)
{
    struct Asking {
        QPromise<Result<T>> promise;
        std::unique_ptr<PendingCall> limit;
        bool isOver = false;

        void end(Result<T> result)
        {
            if (!isOver) {
                isOver = true;
                promise.addResult(std::move(result));
                promise.finish();
            }
        }
    };
    const auto asking = std::make_shared<Asking>();
    asking->promise.start();
    job->setInsecureFallback(false);
    job->setAutoDelete(true);
    job->setKey(QString::fromStdString(name));
    QObject::connect(job, &QKeychain::Job::finished, job, [asking, valueOf = std::move(valueOf)](QKeychain::Job* done) {
        asking->limit.reset();
        asking->end(done->error() == QKeychain::NoError ? valueOf() : Result<T>(tl::make_unexpected(errorOf(*done))));
    });
    asking->limit =
        timers.after(limit, [asking] { asking->end(fail(ErrorCode::Unavailable, "keyring", "it did not answer in time")); });
    job->start();
    return asking->promise.future();
}

} // namespace

QFuture<Result<void>> DesktopKeyring::write(const std::string& name, const std::string& secret)
{
    auto* job = new QKeychain::WritePasswordJob(kService);
    job->setTextData(QString::fromStdString(secret));
    return ask<void>(job, name, m_timers, m_limit, [] { return Result<void>(); });
}

QFuture<Result<std::string>> DesktopKeyring::read(const std::string& name)
{
    auto* job = new QKeychain::ReadPasswordJob(kService);
    return ask<std::string>(job, name, m_timers, m_limit, [job] { return Result<std::string>(job->textData().toStdString()); });
}

QFuture<Result<void>> DesktopKeyring::remove(const std::string& name)
{
    return ask<void>(new QKeychain::DeletePasswordJob(kService), name, m_timers, m_limit, [] { return Result<void>(); });
}

} // namespace stillgate
