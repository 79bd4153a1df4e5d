// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"

namespace stillgate {

void addFeedHandlers(RpcHandlers& handlers, const HandlerParts& parts)
{
    addHandler<rpc::FeedSubscribe>(handlers,
                                   [&feed = parts.feed](const Caller& caller, const rpc::FeedSubscribe::Params& params) {
                                       return QtFuture::makeReadyFuture(feed.subscribe(params, *caller.subscriber));
                                   });
}

} // namespace stillgate
