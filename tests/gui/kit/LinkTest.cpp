// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/Pictures.h"
#include "ui/kit/text/LinkTarget.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/LinkPrompt.h"
#include "ui/kit/widget/OutsideText.h"

using namespace stillgate;

namespace {

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

LinkPrompt* promptOf(OutsideText& widget)
{
    return widget.findChild<LinkPrompt*>(QStringLiteral("linkPrompt"));
}

} // namespace

/// Links in texts from outside: where they really lead is said first, and nothing is opened but by the button that says so.
class LinkTest final : public QObject {
    Q_OBJECT

private slots:
    void target_byLink_namesTheHostThatIsAsked_data();
    void target_byLink_namesTheHostThatIsAsked();
    void target_ofNoLink_isNothing();
    void links_inASentence_endBeforeItsSigns();
    void click_onALink_asksFirst();
    void click_besideALink_asksNothing();
    void prompt_confirmed_opensTheAddressOnce();
    void prompt_enterAndEscape_openNothing();
    void prompt_inPictures();
};

void LinkTest::target_byLink_namesTheHostThatIsAsked_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("warnings");
    QTest::newRow("plain") << text("https://shop.example/refund") << text("shop.example") << 0;
    QTest::newRow("no scheme") << text("www.shop.example") << text("www.shop.example") << 1;
    QTest::newRow("name before the host") << text("https://shop.example@evil.example/") << text("evil.example") << 1;
    QTest::newRow("backslash") << text("https://evil.example\\@shop.example/") << text("evil.example") << 0;
    QTest::newRow("Cyrillic a") << text("https://p\u0430yp\u0430l.example/") << text("xn--pypl-53dc.example") << 1;
    QTest::newRow("all Cyrillic") << text("https://\u0440\u0430\u0443\u0440\u0430.example/") << text("xn--80aa0cbo.example")
                                  << 1;
    QTest::newRow("German") << text("https://m\u00FCnchen.example/") << text("xn--mnchen-3ya.example") << 1;
    QTest::newRow("number") << text("http://192.0.2.7/approve") << text("192.0.2.7") << 2;
    QTest::newRow("IPv6") << text("https://[2001:db8::1]/x") << text("2001:db8::1") << 1;
    QTest::newRow("capitals") << text("HTTPS://Shop.Example/") << text("shop.example") << 0;
    QTest::newRow("port and user") << text("https://a:b@evil.example:8443/x?y=z#w") << text("evil.example") << 1;
}

void LinkTest::target_byLink_namesTheHostThatIsAsked()
{
    QFETCH(QString, link);
    QFETCH(QString, host);
    QFETCH(int, warnings);
    const auto target = linkTarget(link);
    QVERIFY(target.has_value());
    QCOMPARE(target->host, host);
    const QStringList said = LinkPrompt::warnings(*target);
    QVERIFY2(said.size() == warnings, qPrintable(said.join(QStringLiteral(" | "))));
}

void LinkTest::target_ofNoLink_isNothing()
{
    QVERIFY(!linkTarget(text("https://")));
    QVERIFY(!linkTarget(text("https:///path")));
    QVERIFY(findLinks(text("javascript:approve() file:///etc/passwd mailto:a@b.example stillgate://x")).empty());
}

void LinkTest::links_inASentence_endBeforeItsSigns()
{
    const QString sentence = text("See (https://shop.example/a), or www.shop.example. \"http://x.example\"!");
    const auto links = findLinks(sentence);
    QCOMPARE(links.size(), std::size_t{3});
    QCOMPARE(sentence.mid(links[0].begin, links[0].end - links[0].begin), text("https://shop.example/a"));
    QCOMPARE(sentence.mid(links[1].begin, links[1].end - links[1].begin), text("www.shop.example"));
    QCOMPARE(sentence.mid(links[2].begin, links[2].end - links[2].begin), text("http://x.example"));
}

void LinkTest::click_onALink_asksFirst()
{
    QStringList opened;
    OutsideText widget;
    widget.setOpener([&](const QString& address) { opened << address; });
    widget.setContent(OutsideContent::of("https://shop.example@evil.example/refund"));
    widget.resize(600, 30);
    widget.show();
    QTest::mouseClick(&widget, Qt::LeftButton, {}, QPoint(30, 10));
    LinkPrompt* prompt = promptOf(widget);
    QVERIFY(prompt != nullptr && prompt->isVisible());
    QCOMPARE(prompt->findChild<OutsideText*>(QStringLiteral("linkHost"))->content().shown(), text("evil.example"));
    QVERIFY(opened.isEmpty());
}

void LinkTest::click_besideALink_asksNothing()
{
    OutsideText widget;
    widget.setContent(OutsideContent::of("some words before https://shop.example"));
    widget.resize(600, 30);
    widget.show();
    QTest::mouseClick(&widget, Qt::LeftButton, {}, QPoint(10, 10));
    QVERIFY(promptOf(widget) == nullptr);
}

void LinkTest::prompt_confirmed_opensTheAddressOnce()
{
    QStringList opened;
    auto* prompt = new LinkPrompt(
        *linkTarget(text("https://m\u00FCnchen.example/a b")), [&](const QString& address) { opened << address; }, nullptr);
    prompt->popUp({100, 100});
    QTest::mouseClick(prompt->findChild<KitButton*>(QStringLiteral("linkOpen")), Qt::LeftButton);
    QCOMPARE(opened, QStringList{text("https://xn--mnchen-3ya.example/a%20b")});
}

void LinkTest::prompt_enterAndEscape_openNothing()
{
    QStringList opened;
    const auto made = [&] {
        auto* prompt = new LinkPrompt(
            *linkTarget(text("https://shop.example/")), [&](const QString& address) { opened << address; }, nullptr);
        prompt->popUp({100, 100});
        return prompt;
    };
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(made()->findChild<KitButton*>(QStringLiteral("linkCopy")), Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), text("https://shop.example/"));
    LinkPrompt* left = made();
    QTest::keyClick(left, Qt::Key_Escape);
    QVERIFY(!left->isVisible());
    QVERIFY(opened.isEmpty());
}

void LinkTest::prompt_inPictures()
{
    const std::pair<const char*, SchemeChoice> themes[] = {{"light", SchemeChoice::Light}, {"dark", SchemeChoice::Dark}};
    for (const auto& [name, scheme] : themes) {
        testAppearance().choose(scheme);
        LinkPrompt prompt(
            *linkTarget(text("http://p\u0430yp\u0430l.example/account/refund?session=41&next=confirm")), [](const QString&) {},
            nullptr);
        prompt.setAttribute(Qt::WA_DeleteOnClose, false);
        prompt.popUp({10, 10});
        QVERIFY(prompt.height() < 400);
        takePicture(prompt, QStringLiteral("link-prompt-") + QLatin1String(name));
    }
    testAppearance().choose(SchemeChoice::Light);
}

STILLGATE_GUI_MAIN(LinkTest)
#include "LinkTest.moc"
