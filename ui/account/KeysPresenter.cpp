// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/account/KeysPresenter.h"

#include <algorithm>

#include "core/base/Password.h"
#include "core/domain/Statement.h"
#include "ui/account/AccountText.h"
#include "ui/account/KeyWords.h"
#include "ui/account/SecretField.h"
#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/text/OwnText.h"
#include "ui/kit/text/TicketWords.h"

namespace stillgate {

namespace {

/// Stand in the ledger in the clear.
constexpr const char* kLeft = "by_admin";
constexpr const char* kRevokedByOwner = "by_owner";

bool holds(const std::vector<Role>& roles, Role role)
{
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

QString rolesInWords(const std::vector<Role>& roles)
{
    QStringList words;
    words.reserve(static_cast<qsizetype>(roles.size()));
    for (const Role role : roles) {
        words << roleWords(role);
    }
    return words.join(AccountText::tr(", ", "between roles"));
}

} // namespace

KeysPresenter::KeysPresenter(KeysParts parts, QObject* parent) : QObject(parent), m_parts(std::move(parts))
{
    connect(&m_parts.link, &Link::statusChanged, this, &KeysPresenter::onLink);
    showKey();
    onLink(m_parts.link.status());
}

void KeysPresenter::onLink(const LinkStatus& status)
{
    const bool cameAlive = status.state == LinkState::Live && m_link != LinkState::Live;
    m_link = status.state;
    if (cameAlive) {
        refresh();
    }
}

void KeysPresenter::refresh()
{
    m_parts.people.people().then(this, [this](const Result<std::vector<Colleague>>& people) {
        if (people) {
            showPeople(*people);
        }
    });
}

PersonLine KeysPresenter::lineOf(const Colleague& person) const
{
    PersonLine line;
    line.person = person.person;
    line.name = nameOfPerson(person.person);
    line.roles = rolesInWords(person.roles);
    line.isMe = person.person == m_parts.link.status().person;
    line.isDisabled = person.isDisabled;
    for (const ColleagueKey& key : person.keys) {
        if (!key.isRevoked) {
            line.keys.push_back(key.id);
        }
    }
    if (person.isDisabled) {
        line.state = AccountText::tr("disabled");
    } else if (person.account == ColleagueAccount::Invited) {
        line.state = AccountText::tr("invited, no password yet");
    } else if (line.keys.empty()) {
        line.state = AccountText::tr("no key: reads, decides nothing");
    } else {
        QStringList ids;
        for (const std::string& id : line.keys) {
            ids << ownText(id).left(8).insert(4, QLatin1Char(' '));
        }
        line.state = AccountText::tr("key %1", "beginning of its fingerprint").arg(ids.join(QStringLiteral(" · ")));
    }
    return line;
}

QString KeysPresenter::nameOfPerson(const PersonId& person) const
{
    const auto known =
        std::find_if(m_people.begin(), m_people.end(), [&](const Colleague& one) { return one.person == person; });
    const bool hasName = known != m_people.end() && !known->name.empty();
    return hasName ? outsideLine(known->name) : QString::fromStdString(person.text()).right(8);
}

void KeysPresenter::showPeople(const std::vector<Colleague>& people)
{
    m_people = people;
    const LinkStatus& me = m_parts.link.status();
    m_values.canManage = holds(me.roles, Role::Admin);
    m_values.people.clear();
    bool hasAnyKey = false;
    for (const Colleague& one : people) {
        if (one.person == kOperator || one.person == kOrchestrator) {
            continue; // stand for the data folder and for the program, and nobody signs in as them
        }
        m_values.people.push_back(lineOf(one));
        hasAnyKey = hasAnyKey || !one.keys.empty();
    }
    m_values.canEnrolFirst = m_values.canManage && !hasAnyKey;
    showKey();
}

void KeysPresenter::showKey()
{
    const PersonId& me = m_parts.link.status().person;
    const auto row = std::find_if(m_people.begin(), m_people.end(), [&](const Colleague& one) { return one.person == me; });
    KeyStanding standing = m_parts.kept.place == KeyPlace::None ? KeyStanding::None : KeyStanding::Locked;
    if (m_parts.kept.signer) {
        const std::string id = keyIdOf(m_parts.kept.signer->publicKey());
        m_values.fingerprint = ownText(fingerprintOf(m_parts.kept.signer->publicKey()));
        standing = row == m_people.end() ? KeyStanding::Unread : KeyStanding::Waiting;
        for (const ColleagueKey& key : row == m_people.end() ? std::vector<ColleagueKey>() : row->keys) {
            if (key.id == id) {
                standing = key.isRevoked ? KeyStanding::Revoked : KeyStanding::Enrolled;
            }
        }
    }
    const KeyWords words = wordsOf(standing);
    m_values.standing = standing;
    m_values.headline = words.headline;
    m_values.text = words.text;
    m_values.place = m_parts.kept.place == KeyPlace::Keyring ? AccountText::tr("In the desktop's keyring")
                     : m_parts.kept.place == KeyPlace::File  ? AccountText::tr("In a key file under a passphrase")
                                                             : QString();
    m_values.canCountersign = m_values.canManage && standing == KeyStanding::Enrolled;
    if (standing == KeyStanding::Waiting && m_values.canEnrolFirst) {
        m_values.text = AccountText::tr("Nobody has a key yet, so nobody can countersign yours. Enrol it as the first one.");
    } else if (standing == KeyStanding::Waiting && m_values.request.isEmpty()) {
        askRequest();
    }
    if (standing != KeyStanding::Waiting) {
        m_values.request.clear();
    }
    emit changed();
}

void KeysPresenter::askRequest()
{
    m_parts.people.requestFor(m_parts.link.status().person, m_parts.kept.signer)
        .then(this, [this](const Result<std::string>& request) {
            if (request && m_values.standing == KeyStanding::Waiting) {
                m_values.request = ownText(*request);
                emit changed();
            }
        });
}

bool KeysPresenter::begin()
{
    if (m_values.isBusy) {
        return false;
    }
    m_values.isBusy = true;
    m_values.done.clear();
    m_values.trouble.clear();
    m_values.invitation.reset();
    emit changed();
    return true;
}

void KeysPresenter::end(const QString& done, const QString& trouble)
{
    m_values.isBusy = false;
    m_values.done = done;
    m_values.trouble = trouble;
    emit changed();
}

template <typename T>
void KeysPresenter::finish(const QFuture<Result<T>>& future, const QString& done)
{
    QFuture<Result<T>> ended = future;
    ended.then(this, [this, done](const Result<T>& result) {
        end(result ? done : QString(), result ? QString() : keyTroubleOf(result.error()));
        refresh();
    });
}

void KeysPresenter::takeKey(const Result<KeptKey>& made)
{
    if (made) {
        m_parts.kept = *made;
        end({});
        emit keyCame(*made);
        return;
    }
    switch (made.error().code) {
    case ErrorCode::Unavailable:
        end({}, AccountText::tr("The desktop has no keyring that keeps a key safe. You can choose a key file instead."));
        return;
    case ErrorCode::Refused:
        end({}, m_values.standing == KeyStanding::Locked ? AccountText::tr("That is not the passphrase of this key file.")
                                                         : AccountText::tr("The keyring was not unlocked. Nothing was made."));
        return;
    default: end({}, keyTroubleOf(made.error()));
    }
}

void KeysPresenter::makeInKeyring()
{
    if (begin()) {
        m_parts.keys.makeInKeyring(m_parts.link.status().person).then(this, [this](const Result<KeptKey>& made) {
            takeKey(made);
        });
    }
}

void KeysPresenter::makeInFile(std::string passphrase, std::string again)
{
    const bool isSame = passphrase == again;
    wipeText(again);
    if (passphrase.size() < kLeastPassword || !isSame) {
        end({}, isSame
                    ? AccountText::tr("The passphrase needs %n characters or more.", nullptr, static_cast<int>(kLeastPassword))
                    : AccountText::tr("The two passphrases differ. Type them again."));
    } else if (begin()) {
        m_parts.keys.makeInFile(m_parts.link.status().person, passphrase).then(this, [this](const Result<KeptKey>& made) {
            takeKey(made);
        });
    }
    wipeText(passphrase);
}

void KeysPresenter::unlock(std::string passphrase)
{
    if (begin()) {
        m_parts.keys.openFile(m_parts.link.status().person, passphrase).then(this, [this](const Result<KeptKey>& opened) {
            takeKey(opened);
        });
    }
    wipeText(passphrase);
}

void KeysPresenter::enrolFirst()
{
    if (m_parts.kept.signer && begin()) {
        finish(m_parts.people.enrolFirst(m_parts.link.status().person, m_parts.kept.signer),
               AccountText::tr("Your key is enrolled."));
    }
}

void KeysPresenter::revokeOwn()
{
    if (m_parts.kept.signer && begin()) {
        const std::string id = keyIdOf(m_parts.kept.signer->publicKey());
        finish(m_parts.people.revoke(m_parts.link.status().person, id, kRevokedByOwner),
               AccountText::tr("Your key is revoked. What it signed and has not run is void."));
    }
}

void KeysPresenter::add(const QString& login, const QString& name, Role role)
{
    const QString by = login.trimmed();
    if (by.isEmpty()) {
        end({}, AccountText::tr("Type the name that they will sign in by."));
        return;
    }
    if (!begin()) {
        return;
    }
    m_parts.people.add(by.toStdString(), name.trimmed().toStdString(), {role})
        .then(this, [this, by](const Result<InvitationCode>& made) {
            if (made) {
                m_values.invitation =
                    CodeToHandOn{AccountText::tr("Give this code to %1. It serves once, until %2.")
                                     .arg(outsideLine(by.toStdString()), m_parts.formatting.absolute(made->ends)),
                                 outsideLine(made->code)};
                end({});
                refresh();
            } else {
                end({}, made.error().code == ErrorCode::Conflict ? AccountText::tr("Somebody signs in by that name already.")
                                                                 : keyTroubleOf(made.error()));
            }
        });
}

void KeysPresenter::inviteAnew(const PersonId& person)
{
    if (!begin()) {
        return;
    }
    m_parts.people.invite(person).then(this, [this, person](const Result<InvitationCode>& made) {
        if (made) {
            m_values.invitation = CodeToHandOn{
                AccountText::tr("Give this code to %1. It serves once, until %2; the password of before serves no more.")
                    .arg(nameOfPerson(person), m_parts.formatting.absolute(made->ends)),
                outsideLine(made->code)};
        }
        end({}, made ? QString() : keyTroubleOf(made.error()));
        refresh();
    });
}

void KeysPresenter::disable(const PersonId& person)
{
    if (begin()) {
        finish(
            m_parts.people.disable(person, kLeft),
            AccountText::tr("%1 may do nothing any more. Sessions have ended and keys are revoked.").arg(nameOfPerson(person)));
    }
}

void KeysPresenter::enable(const PersonId& person)
{
    if (begin()) {
        finish(m_parts.people.enable(person),
               AccountText::tr("%1 may work here again, with a new key.").arg(nameOfPerson(person)));
    }
}

void KeysPresenter::endSessions(const PersonId& person)
{
    if (begin()) {
        finish(m_parts.people.endSessions(person), AccountText::tr("%1 is signed out everywhere.").arg(nameOfPerson(person)));
    }
}

void KeysPresenter::revokeKeys(const PersonId& person)
{
    const auto line = std::find_if(m_values.people.begin(), m_values.people.end(),
                                   [&](const PersonLine& one) { return one.person == person; });
    if (line == m_values.people.end() || line->keys.empty() || !begin()) {
        return;
    }
    const std::vector<std::string> keys = line->keys;
    for (std::size_t at = 0; at + 1 < keys.size(); ++at) {
        (void)m_parts.people.revoke(person, keys[at], kLeft);
    }
    finish(m_parts.people.revoke(person, keys.back(), kLeft),
           AccountText::tr("The key of %1 signs nothing any more. What it signed and has not run is void.")
               .arg(nameOfPerson(person)));
}

void KeysPresenter::readRequest(const QString& text)
{
    const auto request = readKeyRequest(text.trimmed().toStdString());
    m_request = request ? std::optional(*request) : std::nullopt;
    m_values.compare = request
                           ? std::optional(RequestToCompare{nameOfPerson(request->person), outsideLine(request->fingerprint)})
                           : std::nullopt;
    end({}, request || text.trimmed().isEmpty()
                ? QString()
                : AccountText::tr("That is no request. Paste the whole text that the key's owner copied."));
}

void KeysPresenter::countersign()
{
    if (m_request && m_parts.kept.signer && begin()) {
        const ShownKeyRequest request = *m_request;
        m_request.reset();
        m_values.compare.reset();
        finish(m_parts.people.countersign(request, m_parts.link.status().person, m_parts.kept.signer),
               AccountText::tr("The key of %1 is enrolled.").arg(nameOfPerson(request.person)));
    }
}

} // namespace stillgate
