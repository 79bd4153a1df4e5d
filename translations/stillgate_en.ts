<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_GB">
<context>
    <name>AccountText</name>
    <message numerus="yes">
        <source>The passphrase needs %n characters or more.</source>
        <translation>
            <numerusform>The passphrase needs %n character or more.</numerusform>
            <numerusform>The passphrase needs %n characters or more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The password needs %n characters or more. Length counts, not kinds of characters.</source>
        <translation>
            <numerusform>The password needs %n character or more. Length counts, not kinds of characters.</numerusform>
            <numerusform>The password needs %n characters or more. Length counts, not kinds of characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not let in, %n times in a row. The account takes no try for now: %1 left.</source>
        <translation>
            <numerusform>Not let in, %n time. The account takes no try for now: %1 left.</numerusform>
            <numerusform>Not let in, %n times in a row. The account takes no try for now: %1 left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditText</name>
    <message numerus="yes">
        <source>%n byte(s) hashed</source>
        <translation>
            <numerusform>%n byte hashed</numerusform>
            <numerusform>%n bytes hashed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hash(es)</source>
        <translation>
            <numerusform>%n hash</numerusform>
            <numerusform>%n hashes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pack(s) in force</source>
        <translation>
            <numerusform>%n pack in force</numerusform>
            <numerusform>%n packs in force</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n attachment(s)</source>
        <translation>
            <numerusform>%1, %n attachment</numerusform>
            <numerusform>%1, %n attachments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s), none allowed</source>
        <translation>
            <numerusform>%n rule, which did not allow it</numerusform>
            <numerusform>%n rules, none allowed it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n difference</numerusform>
            <numerusform>%n differences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s)</source>
        <translation>
            <numerusform>%1 event</numerusform>
            <numerusform>%1 events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PacketText</name>
    <message numerus="yes">
        <source>re-read, %n facts differ</source>
        <translation>
            <numerusform>re-read, %n fact differs</numerusform>
            <numerusform>re-read, %n facts differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden characters</source>
        <translation>
            <numerusform>%n hidden character</numerusform>
            <numerusform>%n hidden characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n look-alike letters</source>
        <translation>
            <numerusform>%n look-alike letter</numerusform>
            <numerusform>%n look-alike letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n links, none live</source>
        <translation>
            <numerusform>%n link, not live</numerusform>
            <numerusform>%n links, none live</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n messages</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n signed</source>
        <translation>
            <numerusform>%1, %n signed</numerusform>
            <numerusform>%1, %n signed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n attachments</source>
        <comment>channel</comment>
        <translation>
            <numerusform>%1, %n attachment</numerusform>
            <numerusform>%1, %n attachments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueText</name>
    <message numerus="yes">
        <source>%1 of %n signed</source>
        <comment>signatures</comment>
        <translation>
            <numerusform>%1 of %n signed</numerusform>
            <numerusform>%1 of %n signed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets are in %1 without it.</source>
        <translation>
            <numerusform>%n ticket is in %1 without it.</numerusform>
            <numerusform>%n tickets are in %1 without it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 The view %2 has %n tickets.</source>
        <translation>
            <numerusform>%1 The view %2 has %n ticket.</numerusform>
            <numerusform>%1 The view %2 has %n tickets.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n tickets</source>
        <translation>
            <numerusform>%1, %n ticket</numerusform>
            <numerusform>%1, %n tickets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillgate::AuditListHead</name>
    <message numerus="yes">
        <source>More than %n new</source>
        <translation>
            <numerusform>More than %n new</numerusform>
            <numerusform>More than %n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillgate::AuditWorkspace</name>
    <message numerus="yes">
        <source>%1 event(s)</source>
        <translation>
            <numerusform>%1 event</numerusform>
            <numerusform>%1 events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillgate::HaltPresenter</name>
    <message numerus="yes">
        <source>%n more halts stand.</source>
        <translation>
            <numerusform>%n more halt stands.</numerusform>
            <numerusform>%n more halts stand.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillgate::QualityWorkspace</name>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>%n left</numerusform>
            <numerusform>%n left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillgate::QueueFilterBar</name>
    <message numerus="yes">
        <source>%n new</source>
        <comment>tickets that gathered above the fold</comment>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n new tickets</source>
        <translation>
            <numerusform>Show %n new ticket</numerusform>
            <numerusform>Show %n new tickets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillgate::QueueWorkspace</name>
    <message numerus="yes">
        <source>%1 tickets</source>
        <translation>
            <numerusform>%1 ticket</numerusform>
            <numerusform>%1 tickets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 tickets as last seen</source>
        <translation>
            <numerusform>%1 ticket as last seen</numerusform>
            <numerusform>%1 tickets as last seen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillgate::RailButton</name>
    <message numerus="yes">
        <source>%1, %n waiting</source>
        <translation>
            <numerusform>%1, %n waiting</numerusform>
            <numerusform>%1, %n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillgate::SamplerPane</name>
    <message numerus="yes">
        <source>%n a minute</source>
        <translation>
            <numerusform>%n a minute</numerusform>
            <numerusform>%n a minute</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillgate::StatusPresenter</name>
    <message numerus="yes">
        <source>Next try in %n s</source>
        <translation>
            <numerusform>Next try in %n s</numerusform>
            <numerusform>Next try in %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events behind</source>
        <translation>
            <numerusform>%n event behind</numerusform>
            <numerusform>%n events behind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ms behind</source>
        <translation>
            <numerusform>%n ms behind</numerusform>
            <numerusform>%n ms behind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n s behind</source>
        <translation>
            <numerusform>%n s behind</numerusform>
            <numerusform>%n s behind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events to go</source>
        <translation>
            <numerusform>%n event to go</numerusform>
            <numerusform>%n events to go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>%n to send</numerusform>
            <numerusform>%n to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What you see is as it was last known; %n decisions wait here to be sent.</source>
        <translation>
            <numerusform>What you see is as it was last known; %n decision waits here to be sent.</numerusform>
            <numerusform>What you see is as it was last known; %n decisions wait here to be sent.</numerusform>
        </translation>
    </message>
</context>
</TS>
