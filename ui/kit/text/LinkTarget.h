// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>

namespace stillgate {

/// Where a link that stands in a text from outside leads. All of it is safe to show.
struct LinkTarget {
    QString address;   ///< the whole as a browser would be given it: RFC 3986, letters beyond ASCII encoded
    QString host;      ///< as it goes over the wire, in ASCII (RFC 5891): "xn--pypal-4ve.example"
    QString written;   ///< the host as it stood in the text, where that is something else
    bool isDisguised = false; ///< the host as written looks like one in ASCII letters, or mixes scripts to deceive
    bool hasUserInfo = false; ///< "bank.example@" stands before the host, which a reader takes for the host
    bool isNumber = false;    ///< the host is an address of the network, no name
    bool isEncrypted = false; ///< https

    friend bool operator==(const LinkTarget&, const LinkTarget&) = default;
};

/// A link in a text, in UTF-16 units.
struct FoundLink {
    qsizetype begin = 0;
    qsizetype end = 0;
    LinkTarget target;

    friend bool operator==(const FoundLink&, const FoundLink&) = default;
};

/// Of a text that starts with http://, https:// or www. and holds no space; nothing when it leads nowhere.
[[nodiscard]] std::optional<LinkTarget> linkTarget(const QString& text);

/// The links in a text that is shown; what closes a sentence does not belong to them.
[[nodiscard]] std::vector<FoundLink> findLinks(const QString& shown);

} // namespace stillgate
